"""What happens by the clock: one job, one file; every job asks the database what is due."""
