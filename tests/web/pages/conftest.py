"""The shelf of books stands for all tests of pages."""

from tests.web.pages.standing_books import bare, filled, shelf

__all__ = ["bare", "filled", "shelf"]
