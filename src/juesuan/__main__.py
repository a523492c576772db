"""``python -m juesuan`` is the command line."""

from juesuan.cli import main

if __name__ == "__main__":
    main()
