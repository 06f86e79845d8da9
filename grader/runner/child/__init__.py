"""What runs behind the wall: cells, deadlines, what a cell finds around it."""
