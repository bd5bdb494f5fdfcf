#include "agreement/paper_calls.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "agreement/agreement_proto.h"
#include "agreement/draft_checks.h"
#include "agreement/templates.h"
#include "shared/base/errors.h"
#include "shared/base/resource_name.h"
#include "shared/rpc/wire.h"

namespace driehoek::agreement {
namespace {

constexpr std::size_t kLongestFramework = 5000;
constexpr int kTemplatesAtOnce = 500;

// The answer of a commit, which is the stored one when the request was answered before.
template <typename Message>
absl::StatusOr<Message> Parsed(const std::string& stored) {
  Message message;
  if (message.ParseFromString(stored)) return message;
  return Error(absl::StatusCode::kInternal, "STORED_ANSWER_UNREADABLE",
               "the stored answer cannot be read");
}

absl::StatusOr<FrameworkAgreement> ParseFramework(const CallContext& context,
                                                  const v1::FrameworkAgreement& wanted) {
  FrameworkAgreement framework{.id = FrameworkId(context.ports().ids.NewId()),
                               .signatory = wanted.signatory(),
                               .text = wanted.text(),
                               .create_time = context.call().now()};
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName organisation,
      ResourceName::Parse(wanted.organisation(),
                          "institutions/{institution}/organisations/{organisation}",
                          "framework_agreement.organisation"));
  framework.organisation = OrganisationId(organisation.id());
  DRIEHOEK_ASSIGN_OR_RETURN(framework.start_day,
                            rpc::FromProto(wanted.start_date(), "framework_agreement.start_date"));
  DRIEHOEK_ASSIGN_OR_RETURN(framework.end_day,
                            rpc::FromProto(wanted.end_date(), "framework_agreement.end_date"));
  FieldViolations wrong;
  CheckText("framework_agreement.text", kLongestFramework, framework.text, wrong);
  if (framework.end_day < framework.start_day) {
    wrong.Add("framework_agreement.end_date", "END_BEFORE_START",
              "may not be before the first day");
  }
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  return framework;
}

// Who agreed for the organisation must be known there.
absl::Status CompleteSignatory(const CallContext& context, FrameworkAgreement& framework) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(framework.signatory,
                          "institutions/{institution}/organisations/{organisation}/supervisors/"
                          "{supervisor}",
                          "framework_agreement.signatory"));
  if (name.id(1) != framework.organisation.value()) {
    FieldViolations wrong;
    wrong.Add("framework_agreement.signatory", "SIGNATORY_OF_OTHER_ORGANISATION",
              "must be somebody of that organisation");
    return wrong.ToStatus();
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      Facts::Signatory signatory,
      context.ports().facts.FindSignatory(context.tenant(), framework.organisation, name.id(),
                                          context.call().deadline()));
  framework.signatory_name = std::move(signatory.signatory_name);
  framework.organisation_name = std::move(signatory.organisation_name);
  return absl::OkStatus();
}

// Own ones and shipped ones together, by variant and language, newest first.
absl::StatusOr<std::vector<Template>> AllTemplates(const CallContext& context) {
  std::vector<Template> all = ShippedTemplates();
  std::string cursor;
  do {
    DRIEHOEK_ASSIGN_OR_RETURN(PageOf<Template> page, context.ports().papers.ListTemplates(
                                                         context.tenant(), kTemplatesAtOnce, cursor,
                                                         context.call().deadline()));
    std::move(page.items.begin(), page.items.end(), std::back_inserter(all));
    cursor = std::move(page.cursor);
  } while (!cursor.empty());
  std::sort(all.begin(), all.end(), [](const Template& a, const Template& b) {
    return std::tuple(a.variant, a.language, -a.number) <
           std::tuple(b.variant, b.language, -b.number);
  });
  return all;
}

absl::StatusOr<Template> ParseTemplate(const CallContext& context, v1::AgreementTemplate wanted) {
  FieldViolations wrong;
  const std::string path = "agreement_template";
  const std::optional<Language> language = ParseLanguage(wanted.language_code());
  if (!language.has_value()) {
    wrong.Add(path + ".language_code", "LANGUAGE_UNKNOWN", "must be nl or en");
  }
  for (v1::Commitment& commitment : *wanted.mutable_commitments()) {
    if (commitment.id().empty()) commitment.set_id(context.ports().ids.NewId());
  }
  Template made{.id = TemplateId(context.ports().ids.NewId()),
                .variant = static_cast<Variant>(wanted.variant()),
                .language = language.value_or(Language::kDutch),
                .clauses = ClausesFrom(wanted.clauses()),
                .commitments = CommitmentsFrom(path + ".commitments", wanted.commitments(), wrong),
                .responsibilities = ResponsibilitiesFrom(path + ".responsibilities",
                                                         wanted.responsibilities(), wrong),
                .create_time = context.call().now()};
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  CheckClauses(path + ".clauses", made.clauses, wrong);
  CheckCommitments(path + ".commitments", made.commitments, wrong);
  CheckResponsibilities(path + ".responsibilities.rows", made.responsibilities, wrong);
  DRIEHOEK_RETURN_IF_ERROR(wrong.ToStatus());
  const std::vector<std::string> absent = LegalClausesAbsent(made.variant, made.clauses);
  if (!absent.empty()) {
    return Error(absl::StatusCode::kInvalidArgument, "LEGAL_CLAUSE_ABSENT",
                 "the template has no place for a clause that the law asks for",
                 {{"clauses", absl::StrJoin(absent, ",")}});
  }
  return made;
}

// A read of what belongs to everyone in the institution who has a row for it.
absl::Status MayReadTemplates(const CallContext& context) {
  return context.call().MayDo(kGetAgreementTemplate, {auth::Relation::kInstitution});
}

}  // namespace

absl::StatusOr<v1::FrameworkAgreement> GetFrameworkAgreement(
    const CallContext& context, const v1::GetFrameworkAgreementRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(request.name(),
                          "institutions/{institution}/frameworkAgreements/{framework_agreement}"));
  DRIEHOEK_ASSIGN_OR_RETURN(
      const FrameworkAgreement framework,
      context.ports().papers.GetFramework(context.tenant(), FrameworkId(name.id()),
                                          context.call().deadline()));
  CallerFacts facts;
  DRIEHOEK_ASSIGN_OR_RETURN(facts.organisations, context.OwnOrganisations());
  DRIEHOEK_RETURN_IF_ERROR(context.call().MayDo(
      kGetFrameworkAgreement, RelationsTo(framework.organisation, context.call().caller(), facts)));
  return ToProto(context.tenant(), framework);
}

absl::StatusOr<v1::ListFrameworkAgreementsResponse> ListFrameworkAgreements(
    const CallContext& context, const v1::ListFrameworkAgreementsRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  std::optional<std::vector<OrganisationId>> organisations;
  if (!request.organisation().empty()) {
    DRIEHOEK_ASSIGN_OR_RETURN(
        const ResourceName wanted,
        ResourceName::Parse(request.organisation(),
                            "institutions/{institution}/organisations/{organisation}",
                            "organisation"));
    organisations = {OrganisationId(wanted.id())};
  }
  const auth::Relations needed = context.call().NeededRelations();
  if (!needed.Intersects({auth::Relation::kInstitution, auth::Relation::kProgramme})) {
    DRIEHOEK_ASSIGN_OR_RETURN(std::vector<OrganisationId> own, context.OwnOrganisations());
    if (organisations.has_value()) {
      std::erase_if(own, [&](const OrganisationId& id) { return id != organisations->front(); });
    }
    organisations = std::move(own);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const PageOf<FrameworkAgreement> found,
      context.ports().papers.ListFrameworks(context.tenant(), organisations, page.size, page.cursor,
                                            context.call().deadline()));
  v1::ListFrameworkAgreementsResponse response;
  for (const FrameworkAgreement& framework : found.items) {
    *response.add_framework_agreements() = ToProto(context.tenant(), framework);
  }
  response.set_next_page_token(rpc::MakePageToken(request, found.cursor));
  return response;
}

absl::StatusOr<v1::FrameworkAgreement> CreateFrameworkAgreement(
    const CallContext& context, const v1::CreateFrameworkAgreementRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(FrameworkAgreement framework,
                            ParseFramework(context, request.framework_agreement()));
  DRIEHOEK_RETURN_IF_ERROR(CompleteSignatory(context, framework));
  DRIEHOEK_RETURN_IF_ERROR(context.call().MayDo(
      kGetFrameworkAgreement, RelationsTo(framework.organisation, context.call().caller(), {})));
  FrameworkAgreement after = framework;
  ++after.version;
  const v1::FrameworkAgreement answer = ToProto(context.tenant(), after);
  events::CommitPlan plan = context.call().NewPlan(answer.name());
  plan.response = answer.SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(context.call().StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string stored,
      context.ports().papers.CommitFramework(context.tenant(), framework, std::move(plan),
                                             context.call().deadline()));
  return Parsed<v1::FrameworkAgreement>(stored);
}

absl::StatusOr<v1::AgreementTemplate> GetAgreementTemplate(
    const CallContext& context, const v1::GetAgreementTemplateRequest& request) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const ResourceName name,
      ResourceName::Parse(request.name(),
                          "institutions/{institution}/agreementTemplates/{agreement_template}"));
  DRIEHOEK_RETURN_IF_ERROR(MayReadTemplates(context));
  if (const auto shipped = FindShippedTemplate(TemplateId(name.id()))) {
    return ToProto(context.tenant(), *shipped);
  }
  DRIEHOEK_ASSIGN_OR_RETURN(
      const Template own, context.ports().papers.GetTemplate(
                              context.tenant(), TemplateId(name.id()), context.call().deadline()));
  return ToProto(context.tenant(), own);
}

absl::StatusOr<v1::ListAgreementTemplatesResponse> ListAgreementTemplates(
    const CallContext& context, const v1::ListAgreementTemplatesRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_ASSIGN_OR_RETURN(const rpc::Page page, rpc::ParsePage(request));
  DRIEHOEK_RETURN_IF_ERROR(MayReadTemplates(context));
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<Template> all, AllTemplates(context));
  // Goes on after the template that the cursor names; they are few and never deleted.
  auto next = all.begin();
  if (!page.cursor.empty()) {
    next = std::find_if(all.begin(), all.end(),
                        [&](const Template& t) { return t.id.value() == page.cursor; });
    if (next != all.end()) ++next;
  }
  v1::ListAgreementTemplatesResponse response;
  for (; next != all.end() && response.agreement_templates_size() < page.size; ++next) {
    *response.add_agreement_templates() = ToProto(context.tenant(), *next);
  }
  if (next != all.end()) {
    response.set_next_page_token(rpc::MakePageToken(request, std::prev(next)->id.value()));
  }
  return response;
}

absl::StatusOr<v1::AgreementTemplate> CreateAgreementTemplate(
    const CallContext& context, const v1::CreateAgreementTemplateRequest& request) {
  DRIEHOEK_RETURN_IF_ERROR(
      ResourceName::Parse(request.parent(), "institutions/{institution}", "parent").status());
  DRIEHOEK_RETURN_IF_ERROR(MayReadTemplates(context));
  DRIEHOEK_ASSIGN_OR_RETURN(Template made, ParseTemplate(context, request.agreement_template()));
  PaperStore& papers = context.ports().papers;
  const absl::Time deadline = context.call().deadline();
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::optional<Template> newest,
      papers.NewestTemplate(context.tenant(), made.variant, made.language, deadline));
  made.number = (newest.has_value() ? newest->number : kShippedTemplateNumber) + 1;
  const v1::AgreementTemplate answer = ToProto(context.tenant(), made);
  events::CommitPlan plan = context.call().NewPlan(answer.name());
  plan.response = answer.SerializeAsString();
  DRIEHOEK_RETURN_IF_ERROR(context.call().StillWanted());
  DRIEHOEK_ASSIGN_OR_RETURN(
      const std::string stored,
      papers.CommitTemplate(context.tenant(), made, std::move(plan), deadline));
  return Parsed<v1::AgreementTemplate>(stored);
}

}  // namespace driehoek::agreement
