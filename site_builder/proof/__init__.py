"""What proves a published site and hands it over: signatures, time stamps, archives, the report of its duties."""
