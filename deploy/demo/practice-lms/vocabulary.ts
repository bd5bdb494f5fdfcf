// The URIs and media types of LTI 1.3, AGS 2.0, NRPS 2.0 and Deep Linking 2.0.

export const claim = (name: string) => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
export const deepLinkClaim = (name: string) =>
  `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
export const agsClaim = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
export const nrpsClaim = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
export const toolConfiguration = "https://purl.imsglobal.org/spec/lti-tool-configuration";
export const platformConfiguration = "https://purl.imsglobal.org/spec/lti-platform-configuration";

export const scopes = {
  lineItem: "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
  lineItemRead: "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
  result: "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
  score: "https://purl.imsglobal.org/spec/lti-ags/scope/score",
  members: "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly",
} as const;
export const allScopes: readonly string[] = Object.values(scopes);

export const mediaTypes = {
  lineItem: "application/vnd.ims.lis.v2.lineitem+json",
  lineItems: "application/vnd.ims.lis.v2.lineitemcontainer+json",
  results: "application/vnd.ims.lis.v2.resultcontainer+json",
  score: "application/vnd.ims.lis.v1.score+json",
  members: "application/vnd.ims.lti-nrps.v2.membershipcontainer+json",
} as const;

export const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

export const messageTypes = ["LtiResourceLinkRequest", "LtiDeepLinkingRequest"] as const;
export type MessageType = (typeof messageTypes)[number];
