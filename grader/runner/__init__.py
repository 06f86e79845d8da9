"""A submission goes in, plain observations come out: `child` runs behind the wall, `supervisor` is the judge's side."""
