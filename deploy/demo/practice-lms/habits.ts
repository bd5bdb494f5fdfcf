// Habits: how this platform uses the freedom the specifications leave, and where it strays from
// them as real platforms do. Each can be switched alone; "moodle" is what a Moodle 4.5 was seen to
// do, "plain" is the letter of the specifications.

export interface Habits {
  /** Registration page of the tool opens in an iframe; otherwise in a new tab. */
  registration_in_iframe: boolean;
  /** A registered tool waits until the administrator activates it. */
  activation_needed: boolean;
  /** exp = iat + 60; otherwise one hour. */
  short_tokens: boolean;
  /** lti_message_hint is JSON text, must come back byte for byte and works once. */
  json_message_hint: boolean;
  /** Login initiation is a form post; otherwise a redirect. */
  login_by_post: boolean;
  /** Session cookie is SameSite=Lax; otherwise SameSite=None; Secure. */
  lax_session_cookie: boolean;
  /** An authentication request without session cookie is posted again from our own page, once. */
  repost_without_cookie: boolean;
  /** A wrong authentication request ends on our own page; otherwise the tool gets the error. */
  errors_stay_here: boolean;
  /** Characters other than A-Z a-z 0-9 - _ . ~ are dropped from state and nonce. */
  filters_state_and_nonce: boolean;
  /** Non-editing teachers are Instructor at launch and Learner in the roster. */
  non_editing_teacher_quirk: boolean;
  /** The roster gives roles as short names; otherwise as URIs. */
  short_roles_in_roster: boolean;
  /** context.type is a short name; otherwise a URI. */
  short_context_type: boolean;
  /** Launches carry a locale claim besides launch_presentation.locale. */
  locale_claim: boolean;
  /** Launches carry claims outside the specification. */
  extra_claims: boolean;
  /** aud is an array (with azp); otherwise a string. */
  audience_array: boolean;
  /** Names are given to the tool. */
  share_name: boolean;
  /** E-mail addresses are given to the tool. */
  share_email: boolean;
  /** Services answer 400 unless the exact media type is named. */
  exact_media_types: boolean;
  /** A score in the same whole second as the last one, or before it, is a conflict. */
  whole_second_scores: boolean;
  /** A grade that is not FullyGraded wipes what was there. */
  only_final_grades: boolean;
  /** Link headers of line items have curly quotes and &amp;. */
  typographic_links: boolean;
  /** The roster's next link loses the role and rlid filters. */
  lossy_next_links: boolean;
  /** A limit on results always fails. */
  results_limit_fails: boolean;
  /** JSON of the token endpoint is labelled text/html. */
  mislabelled_json: boolean;
  /** The audience of a client assertion is checked. */
  checks_assertion_audience: boolean;
  /** Storage by postMessage is offered. */
  storage: boolean;
  /** Storage lives in a frame beside the tool instead of in the page around it. */
  storage_in_frame: boolean;
  /** Members a page when the tool names no limit; 0 gives all at once. */
  roster_page_size: number;
}

export const presets: Readonly<Record<"moodle" | "plain", Readonly<Habits>>> = {
  moodle: {
    registration_in_iframe: true,
    activation_needed: true,
    short_tokens: true,
    json_message_hint: true,
    login_by_post: true,
    lax_session_cookie: true,
    repost_without_cookie: true,
    errors_stay_here: true,
    filters_state_and_nonce: true,
    non_editing_teacher_quirk: true,
    short_roles_in_roster: true,
    short_context_type: true,
    locale_claim: false,
    extra_claims: true,
    audience_array: false,
    share_name: true,
    share_email: true,
    exact_media_types: true,
    whole_second_scores: true,
    only_final_grades: true,
    typographic_links: true,
    lossy_next_links: true,
    results_limit_fails: true,
    mislabelled_json: true,
    checks_assertion_audience: false,
    storage: false,
    storage_in_frame: false,
    roster_page_size: 0,
  },
  plain: {
    registration_in_iframe: false,
    activation_needed: false,
    short_tokens: false,
    json_message_hint: false,
    login_by_post: false,
    lax_session_cookie: false,
    repost_without_cookie: false,
    errors_stay_here: false,
    filters_state_and_nonce: false,
    non_editing_teacher_quirk: false,
    short_roles_in_roster: false,
    short_context_type: false,
    locale_claim: true,
    extra_claims: false,
    audience_array: false,
    share_name: true,
    share_email: true,
    exact_media_types: false,
    whole_second_scores: false,
    only_final_grades: false,
    typographic_links: false,
    lossy_next_links: false,
    results_limit_fails: false,
    mislabelled_json: false,
    checks_assertion_audience: true,
    storage: true,
    storage_in_frame: false,
    roster_page_size: 50,
  },
};

/**
 * `change` over `current`: `{preset: "moodle"}` first, then single habits. An unknown name or a
 * value of the wrong type is an error that names it.
 */
export function changedHabits(
  current: Habits,
  change: Record<string, unknown>,
): Habits | { error: string } {
  const { preset, ...single } = change;
  if (preset !== undefined && preset !== "moodle" && preset !== "plain") {
    return { error: 'preset must be "moodle" or "plain"' };
  }
  const next: Record<string, boolean | number> = { ...(preset ? presets[preset] : current) };
  for (const [name, value] of Object.entries(single)) {
    if (!Object.hasOwn(next, name)) return { error: `unknown habit ${name}` };
    if (typeof value !== typeof next[name])
      return { error: `${name} must be a ${typeof next[name]}` };
    if (typeof value === "number" && (!Number.isInteger(value) || value < 0)) {
      return { error: `${name} must be a whole number from 0` };
    }
    next[name] = value as boolean | number;
  }
  return next as unknown as Habits;
}
