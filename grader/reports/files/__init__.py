"""What lies on the disk: pages, tables, JSON documents."""
