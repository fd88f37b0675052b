"""The portal of a town: home page, pages, back-office home, settings."""
