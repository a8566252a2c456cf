"""`python -m riobravo`, and the command `riobravo`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from riobravo.cli import app

    app()


if __name__ == "__main__":
    main()
