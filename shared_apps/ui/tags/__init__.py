"""The component library, by purpose; `templatetags/ui.py` offers it to templates."""
