/** What `npm start -- --help` prints. */
export const serverHelp = `Regulars 常客: self-hosted membership, points and tiers.

  npm start                          start everything
  npm start -- --role api,worker     start only these parts (api, worker, lens)
  npm run regulars -- --help         commands

Settings (environment variables):
  REGULARS_PORT         port to listen on (8787)
  REGULARS_DATA_DIR     where everything is kept (./data)
  REGULARS_PUBLIC_URL   address people reach it under (http://localhost:<port>)
  REGULARS_API_KEY      installed at first boot as a key with every scope; otherwise one is made and shown once
  REGULARS_DEMO         on (default) fills an empty install with demo data; off
  REGULARS_ROLE         parts to run: api,worker,lens (all)
  REGULARS_LOG_LEVEL    fatal, error, warn, info (default), debug, trace, silent
  DATABASE_URL          your own PostgreSQL 15 or newer instead of the embedded one
  CLICKHOUSE_URL        your own ClickHouse instead of the embedded one

Exit codes: 0 stopped in order, 1 failure, 2 bad setting, 3 port taken, 4 data directory, 5 database.`;
