"""Two engines for one question: the database's own, and Elasticsearch. Both give the same answer."""
