"""Made-up communities, and months in which people ask, are asked, answer or do not: to compare policies with."""
