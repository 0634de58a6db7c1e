"""When: events, their dates, registration and calendar feeds."""
