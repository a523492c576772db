"""Long work done by a worker beside the server (后台任务): progress, retries, bounds."""
