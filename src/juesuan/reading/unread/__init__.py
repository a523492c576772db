"""What was not read (没有读到的): tables, pages and whole files, each told with the reason."""
