"""Pictures as plain data and as SVG: marks on panels, whatever they are about."""
