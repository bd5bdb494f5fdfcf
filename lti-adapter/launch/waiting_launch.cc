#include "launch/waiting_launch.h"

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace driehoek::lti {

std::string WaitingLaunch::Write(const Verifier::Launch& launch, const std::string& registration_id,
                                 const std::string& proof) {
  const LaunchClaims& claims = launch.claims;
  Form form;
  form.Add("registration", registration_id);
  form.Add("proof", proof);
  form.Add("tenant", launch.tenant.value());
  form.Add("subject", claims.subject);
  form.Add("deployment", claims.deployment_id);
  form.Add("context", claims.context_id);
  form.Add("context_title", claims.context_title);
  form.Add("roles", absl::StrJoin(claims.roles, " "));  // URIs and short names have no spaces
  form.Add("name", claims.name);
  form.Add("given_name", claims.given_name);
  form.Add("email", claims.email);
  form.Add("student_number", claims.student_number);
  form.Add("locale", claims.locale);
  form.Add("origins", absl::StrJoin(claims.embedding_origins, " "));
  form.Add("link", claims.resource_link_id);
  form.Add("grade_scopes", absl::StrJoin(claims.grades.scopes, " "));
  form.Add("lineitems", claims.grades.lineitems);
  form.Add("lineitem", claims.grades.lineitem);
  return form.Encode();
}

Verifier::Launch WaitingLaunch::Read(const Form& form, const Registration& registration) {
  return {
      .claims = {.issuer = registration.issuer,
                 .subject = form.Value("subject"),
                 .client_id = registration.client_id,
                 .deployment_id = form.Value("deployment"),
                 .resource_link_id = form.Value("link"),
                 .context_id = form.Value("context"),
                 .context_title = form.Value("context_title"),
                 .roles = absl::StrSplit(form.Value("roles"), ' ', absl::SkipEmpty()),
                 .name = form.Value("name"),
                 .given_name = form.Value("given_name"),
                 .email = form.Value("email"),
                 .student_number = form.Value("student_number"),
                 .locale = form.Value("locale"),
                 .embedding_origins = absl::StrSplit(form.Value("origins"), ' ', absl::SkipEmpty()),
                 .grades = {.scopes =
                                absl::StrSplit(form.Value("grade_scopes"), ' ', absl::SkipEmpty()),
                            .lineitems = form.Value("lineitems"),
                            .lineitem = form.Value("lineitem")}},
      .tenant = TenantId(form.Value("tenant"))};
}

}  // namespace driehoek::lti
