"""An observation beside reference and known mistakes, on plain data."""
