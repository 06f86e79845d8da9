"""Where is a region empty, where are zeros: cells of the line, elimination, points on curves, affine sets."""
