"""The shelf of books stands for all tests of pages."""

from tests.web.pages.standing_books import bare, shelf

__all__ = ["bare", "shelf"]
