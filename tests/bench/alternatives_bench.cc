// Alternatives for one student among 100,000 workplaces through gRPC (R64): how long a call takes,
// beside an echo of the same size, and how long the first one does, which reads the register.
#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "bench/agreements.h"
#include "bench/support/comparison.h"
#include "bench/support/rpc_load.h"
#include "bench/support/service.h"
#include "driehoek/v1/agreement_service.pb.h"
#include "driehoek/v1/continuation_service.pb.h"
#include "echo.pb.h"
#include "shared/base/errors.h"
#include "shared/storage/tenant_database.h"
#include "support/temp_folder.h"

namespace driehoek::bench {
namespace {

constexpr int kWorkplaces = 100'000;
constexpr int kWorkplacesEach = 5;  // of an organisation
constexpr int kBatch = 2'000;       // organisations in one transaction
constexpr int kSectors = 12;
constexpr int kCities = 40;
constexpr int kRounds = 7;
constexpr int kCallsARound = 50;
constexpr absl::Duration kLongestFirst = absl::Minutes(2);

std::string Id(int kind, int number) {
  return absl::StrFormat("01900000-0000-7000-8%03x-%012x", kind, number);
}

// An organisation with an establishment, a supervisor and its workplaces.
absl::Status InsertOrganisation(storage::TenantTransaction& transaction, int number) {
  const std::string organisation = Id(1, number);
  const std::string name = absl::StrCat("Organisatie ", number);
  const auto run = [&](absl::string_view sql, std::vector<storage::Value> values) {
    return transaction.Execute(sql, std::move(values)).status();
  };
  DRIEHOEK_RETURN_IF_ERROR(
      run("INSERT INTO organisation (tenant_id, id, version, sort_key, display_name, kvk_number, "
          "relation_type, sector) VALUES ($1, $2, 1, $3, $4, '', 'incidental', $5)",
          {organisation, absl::StrFormat("organisatie %06d", number), name,
           absl::StrCat("sector ", number % kSectors)}));
  DRIEHOEK_RETURN_IF_ERROR(
      run("INSERT INTO establishment (tenant_id, id, version, sort_key, organisation_id, "
          "display_name, establishment_number, address, city) VALUES ($1, $2, 1, 'vestiging', $3, "
          "'Vestiging', '', '', $4)",
          {Id(2, number), organisation, absl::StrCat("stad ", number % kCities)}));
  DRIEHOEK_RETURN_IF_ERROR(run(
      "INSERT INTO person (tenant_id, id, version, sort_key, display_name, given_name, "
      "language_code, create_time) VALUES ($1, $2, 1, 'ingrid maas', 'Ingrid Maas', '', '', $3)",
      {Id(3, number), storage::ToValue(absl::Now())}));
  DRIEHOEK_RETURN_IF_ERROR(
      run("INSERT INTO supervisor_profile (tenant_id, id, version, sort_key, organisation_id, "
          "person_id, function, job_title, qualifications) VALUES ($1, $2, 1, 'ingrid maas', $3, "
          "$4, 'floor_supervisor', '', '')",
          {Id(4, number), organisation, Id(3, number)}));
  for (int i = 0; i < kWorkplacesEach; ++i) {
    DRIEHOEK_RETURN_IF_ERROR(
        run("INSERT INTO workplace (tenant_id, id, version, sort_key, organisation_id, "
            "display_name, establishment_id, sector) VALUES ($1, $2, 1, $3, $4, $5, $6, '')",
            {Id(5, number * kWorkplacesEach + i), absl::StrFormat("afdeling %d", i), organisation,
             absl::StrCat("Afdeling ", i), Id(2, number)}));
  }
  return absl::OkStatus();
}

void Fill(const std::string& data) {
  Say(absl::StrCat("putting ", kWorkplaces, " workplaces into a database"));
  const Service once({.data = data});
  const auto database = storage::Open(absl::StrCat("sqlite:", data, "/driehoek.db"), "driehoek");
  if (!database.ok()) Fail("the database does not open");
  storage::TenantDatabase tenants(**database);
  for (int begin = 0; begin < kWorkplaces / kWorkplacesEach; begin += kBatch) {
    const absl::Status status =
        tenants.Write(TenantId("demo"), absl::Now() + absl::Minutes(5),
                      [&](storage::TenantTransaction& transaction) {
                        absl::Status written;
                        for (int i = begin; i < begin + kBatch && written.ok(); ++i)
                          written = InsertOrganisation(transaction, i);
                        return written;
                      });
    if (!status.ok())
      Fail(absl::StrCat("workplaces were not stored: ", std::string(status.message())));
  }
}

// The route of a student whose workplace ends, opened by the contact person.
std::string OpenRoute(const Service& service, const std::shared_ptr<grpc::Channel>& channel) {
  const Agreements agreements = MakeAgreements(service, channel, 1);
  const std::string teacher = service.Authorization(auth::Role::kTeacher, agreements.teacher);
  v1::GetAgreementRequest get;
  get.set_name(agreements.names.front());
  v1::Agreement agreement;
  agreement.ParseFromString(
      Ask({channel, "/driehoek.v1.AgreementService/GetAgreement", {}, teacher},
          get.SerializeAsString()));
  v1::OpenContinuationRouteRequest open;
  open.set_parent("institutions/demo");
  open.mutable_continuation_route()->set_placement(agreement.placement());
  open.mutable_continuation_route()->set_ground(v1::ContinuationRoute::WORKPLACE_ENDS);
  v1::ContinuationRoute route;
  route.ParseFromString(
      Ask({channel, "/driehoek.v1.ContinuationService/OpenContinuationRoute", {}, teacher},
          open.SerializeAsString()));
  if (route.name().empty()) Fail("no route was opened");
  return route.name();
}

double Milliseconds(const RpcLoad& load, const std::string& request) {
  const absl::Time began = absl::Now();
  Ask(load, request);
  return absl::ToDoubleMilliseconds(absl::Now() - began);
}

double MedianOfCalls(const RpcLoad& load, const std::string& request) {
  std::vector<double> took;
  for (int i = 0; i < kCallsARound; ++i) took.push_back(Milliseconds(load, request));
  return Median(std::move(took));
}

void Run() {
  const test::TempFolder folder;
  Fill(folder.path());
  const Service service({.data = folder.path(), .has_institution = true});
  const auto channel = ChannelTo(service.port());
  v1::SuggestAlternativesRequest suggest;
  suggest.set_name(OpenRoute(service, channel));
  const std::string request = suggest.SerializeAsString();
  const RpcLoad ours{channel,
                     "/driehoek.v1.ContinuationService/SuggestAlternatives",
                     {},
                     service.ApiClient("practice_office")};
  v1::SuggestAlternativesResponse answer;
  const absl::Time began = absl::Now();
  std::string bytes;
  // On a busy machine the first call may be over before the register was read; the next finds it.
  while (!TryAsk(ours, request, bytes).ok()) {
    if (absl::Now() - began > kLongestFirst) Fail("the register was not read");
  }
  answer.ParseFromString(bytes);
  const double first = absl::ToDoubleMilliseconds(absl::Now() - began);
  if (answer.compared_count() <= kWorkplaces || answer.alternatives_size() != 20) {
    Fail(absl::StrCat(answer.compared_count(), " workplaces compared, ", answer.alternatives_size(),
                      " suggested"));
  }
  const Process echo({Programs() + "/echo_server"}, folder.path() + "/echo.log");
  const RpcLoad bare{ChannelTo(NumberIn(echo.WaitForLine("ready"), "grpc_port")),
                     "/driehoek.bench.EchoService/Echo",
                     {}};
  EchoMessage message;
  message.set_payload(request);
  message.set_answer_size(static_cast<int>(answer.ByteSizeLong()));
  Comparison comparison("alternatives among 100,000 workplaces", "ms");
  std::vector<double> medians;
  for (int round = 0; round < kRounds; ++round) {
    medians.push_back(MedianOfCalls(ours, request));
    comparison.Add(medians.back(), MedianOfCalls(bare, message.SerializeAsString()));
  }
  comparison.Print();
  PrintAgainstBound("alternatives among 100,000 workplaces, median", "ms", medians, 50);
  PrintAgainstBound("the first call, which reads the register", "ms", {first}, 30'000);
}

}  // namespace
}  // namespace driehoek::bench

int main() {
  driehoek::bench::Run();
  return 0;
}
