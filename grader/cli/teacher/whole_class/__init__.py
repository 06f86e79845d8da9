"""`grade class`: a folder of hand-ins to grades and feedback, on this machine or on others."""
