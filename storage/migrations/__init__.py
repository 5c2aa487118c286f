"""How the tables came to be: numbered steps from an older to the present database (storage/migrate.py)."""
