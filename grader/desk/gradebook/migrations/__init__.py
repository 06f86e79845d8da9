"""How an older gradebook becomes one of today: Alembic runs `env.py` and the steps in `versions/`."""
