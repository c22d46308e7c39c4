/**
 * Query parameters that say how a reader came and not what they read; a page key leaves them out.
 * Frozen for version 1 of the wire: scripts cached in the wild and servers must agree on the key of a page.
 */
const PREFIXED = /^(?:utm|mtm|pk|piwik|matomo|hsa|ga)_/;

const NAMES = new Set(
  (
    '__hsfp __hssc __hstc __s __twitter_impression _branch_match_id _branch_referrer _ga _gl _hsenc _hsmi _ke _kx ' +
    '_openstat dclid dm_i epik fb_action_ids fb_action_types fb_ref fb_source fbclid gad_campaignid gad_source gbraid ' +
    'gclid gclsrc guce_referrer guce_referrer_sig hsctatracking igsh igshid li_fat_id mc_cid mc_eid mkt_tok ' +
    'ml_subscriber ml_subscriber_hash msclkid ncid nr_email_referer oly_anon_id oly_enc_id rb_clickid ref_src s_cid ' +
    'sc_campaign sc_channel sc_content sc_country sc_geo sc_medium sc_outcome scid srsltid trk ttclid twclid ' +
    'vero_conv vero_id wbraid wickedid xtor yclid ysclid zanpid'
  ).split(' '),
);

/** Whether a query parameter is one of tracking; upper and lower case are alike. */
export function isTrackingParameter(name: string): boolean {
  const lower = name.toLowerCase();
  return PREFIXED.test(lower) || NAMES.has(lower);
}
