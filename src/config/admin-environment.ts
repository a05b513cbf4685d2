/**
 * AdminJS asks the environment, while it is loaded, which of its bundles to serve. Its production bundles come ready-made
 * with the package; nothing is bundled here, so nothing is written to the disk either.
 */
export function prepareAdminEnvironment(): void {
  process.env['NODE_ENV'] = 'production';
  process.env['ADMIN_JS_SKIP_BUNDLE'] = 'true';
}
