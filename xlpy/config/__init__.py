"""Settings → DomainConfig: the only place with pydantic."""
