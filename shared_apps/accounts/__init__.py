"""Sign-in and the people who can: operators in the control plane, residents and staff in a city."""
