"""What someone did: experience stories, international examples, initiatives, news, films."""
