"""Finding exercises, making stubs, and who gets which variant."""
