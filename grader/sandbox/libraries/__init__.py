"""Which modules a zygote imports before it forks, and what they need."""
