"""Messages to people: in the portal and by e-mail."""
