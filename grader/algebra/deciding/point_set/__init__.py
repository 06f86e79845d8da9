"""Do two sets or conditions hold the same points?"""
