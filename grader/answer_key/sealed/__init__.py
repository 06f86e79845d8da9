"""Keys that hold no answer in the clear: boxes that only an answer opens which behaves like what is in them."""
