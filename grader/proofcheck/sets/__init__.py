"""Do two conditions hold at the same points? On each piece of the line, or for every sign that is possible."""
