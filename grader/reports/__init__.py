"""Results as text, tables, pages and documents; everything here knows the nouns only."""
