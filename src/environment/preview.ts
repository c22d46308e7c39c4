/**
 * Query parameters that editors' previews have and articles have not, by name, or by name and value where the name alone
 * could be an article's own. Each is attested by the system itself or by several that have to tell its previews apart:
 *
 * | system | source |
 * |---|---|
 * | WordPress | developer.wordpress.org: get_preview_post_link, _show_post_preview, WP_Customize_Manager; wp_theme_preview in its site editor |
 * | Public Post Preview | ocean90/public-post-preview |
 * | Elementor, Beaver Builder, Divi, WPBakery, Oxygen, Bricks | what caches and optimizers leave alone for them |
 * | TYPO3 | typo3/sysext/workspaces, PreviewUriBuilder |
 * | Craft | craftcms/cms changelog, `Request::getIsPreview()` |
 * | Silverstripe | `?stage=Stage`, silverstripe/silverstripe-cms#2723 |
 * | Storyblok | storyblok.com/docs, visual editor |
 * | Sanity | @sanity/preview-url-secret |
 * | Contentstack | @contentstack/live-preview-utils, `IEditEntrySearchParams` |
 * | Builder.io | @builder.io/sdk, `isPreviewing()` |
 * | HubSpot, Sitecore, Optimizely, Magnolia | their own preview links: `hs_preview`, `sc_mode`, `epieditmode`, `mgnlPreview` |
 *
 * Left out: what is no mark of its own (`token`, `draft`, `preview` with another value), what is in a cookie that scripts
 * cannot read (Next.js, Prismic), and what is shown in a frame, which counts nothing anyway.
 */
const PARAMETERS: ReadonlySet<string> = new Set([
  'preview=true',
  'preview_nonce',
  'customize_changeset_uuid',
  'customize_messenger_channel',
  'wp_theme_preview',
  '_ppp',
  'elementor-preview',
  'fl_builder',
  'et_fb',
  'vc_editable',
  'ct_builder',
  'bricks=run',
  'ADMCMD_prev',
  'x-craft-preview',
  'x-craft-live-preview',
  'stage=Stage',
  '_storyblok',
  'sanity-preview-perspective',
  'live_preview',
  'builder.preview',
  'hs_preview',
  'sc_mode=edit',
  'sc_mode=preview',
  'epieditmode',
  'mgnlPreview',
]);

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** Drupal's `node/preview/{node_preview}/{view_mode_id}` (node.routing.yml), also below a language. */
const DRUPAL = new RegExp(`/node/preview/${UUID}/\\w+/?$`);
/** Ghost's `/p/:uuid`. Articles of other systems have such an address too, so Ghost must say that it is Ghost. */
const GHOST = new RegExp(`/p/${UUID}/?$`);

/**
 * Whether an address is that of an editor's preview.
 *
 * @param generator What the page's `meta[name=generator]` says, if anything.
 */
export function isPreviewUrl({ pathname, searchParams }: URL, generator = ''): boolean {
  for (const [name, value] of searchParams) {
    if (PARAMETERS.has(name) || PARAMETERS.has(`${name}=${value}`)) return true;
  }
  return DRUPAL.test(pathname) || (GHOST.test(pathname) && generator.startsWith('Ghost'));
}
