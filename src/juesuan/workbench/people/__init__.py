"""Who works here and what each may do: accounts, units, departments, roles (人员与权限)."""
