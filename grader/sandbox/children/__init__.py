"""How children come to life and are spoken with: forked from a zygote, or spawned."""
