"""How the four services are set up and run: server, migrations, launcher, command."""
