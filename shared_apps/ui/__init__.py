"""The look of Parvis: base templates, components, tokens, icons."""
