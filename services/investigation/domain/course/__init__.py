"""The course of a matter: facts that time limits count from and to, noted one by one."""
