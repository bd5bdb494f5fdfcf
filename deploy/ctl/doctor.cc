// Looks an installation over and says in one sentence each what is wrong and how to mend it.
#include <curl/curl.h>
#include <sys/stat.h>

#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "arguments.h"
#include "commands.h"
#include "installation.h"
#include "notify/mail_queue.h"
#include "notify/sealed_mail.h"
#include "server/installation_keys.h"
#include "server/tenants.h"
#include "shared/auth/call_token.h"
#include "shared/base/errors.h"
#include "shared/crypto/secret_file.h"

namespace driehoek::ctl {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLeastFreeBytes = 1ULL << 30;

class Findings {
 public:
  void Good(absl::string_view text) { std::printf("ok    %s\n", std::string(text).c_str()); }
  void Bad(absl::string_view what, absl::string_view mend) {
    ++count_;
    std::printf("WRONG %s %s\n", std::string(what).c_str(), std::string(mend).c_str());
  }
  int count() const { return count_; }

 private:
  int count_ = 0;
};

void CheckFolder(const Installation& installation, Findings& findings) {
  std::error_code error;
  struct stat info {};
  if (stat(installation.data().c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
    findings.Bad(absl::StrCat("There is no folder ", installation.data(), "."), "Start once with ./deploy/up, or give --data.");
    return;
  }
  if ((info.st_mode & 077) != 0) {
    findings.Bad("Others on this machine can look into the data folder.", absl::StrCat("Run chmod 700 ", installation.data(), "."));
  }
  const auto space = fs::space(installation.data(), error);
  if (!error && space.available < kLeastFreeBytes) {
    findings.Bad("Less than 1 GiB is free on the disk of the data folder.", "Make room before the database stops writing.");
  } else {
    findings.Good("data folder is there and has room");
  }
}

void CheckKeys(const Installation& installation, Findings& findings) {
  const std::string folder = installation.data() + "/keys";
  const auto keys = auth::CallTokenKeys::ReadFile(folder + "/call_token.key");
  if (!keys.ok()) {
    findings.Bad(absl::StrCat("The key that both programs share cannot be used: ", std::string(keys.status().message()), "."),
                 "Start driehoekd once to make it, and give both programs the same file.");
  } else {
    findings.Good("both programs share a key");
  }
  for (const char* name : {"/installation.key", "/sealing.pem"}) {
    const auto secret = crypto::ReadSecretFile(folder + name);
    if (!secret.ok()) {
      findings.Bad(absl::StrCat("The key file ", folder, name, " cannot be used: ", std::string(secret.status().message()), "."),
                   "Put it back from the backup; a new one makes old codes, addresses and seals unknown.");
    }
  }
}

void CheckMails(Installation& installation, storage::TenantDatabase& tenants, const std::vector<TenantId>& names,
                Findings& findings) {
  notify::MailQueue queue(tenants, installation.ids(), installation.clock(), std::string(32, '\0'));
  std::int64_t failed = 0;
  std::int64_t queued = 0;
  for (const TenantId& tenant : names) {
    const auto counts = queue.Counts(tenant, installation.deadline());
    if (!counts.ok()) continue;
    failed += counts->failed;
    queued += counts->queued;
  }
  if (failed > 0) {
    findings.Bad(absl::StrCat(failed, " mails could not be delivered and were given up."),
                 "Look for mail_given_up in driehoekd's log, mend the address or server, and invite again.");
  }
  if (queued > 100) {
    findings.Bad(absl::StrCat(queued, " mails wait to be sent."), "Check the setting smtp of driehoekd and whether that server answers.");
  }
  if (failed == 0 && queued <= 100) findings.Good("mails go out");
}

void CheckService(Installation& installation, Findings& findings) {
  const auto database = installation.Service();
  if (!database.ok()) {
    findings.Bad(absl::StrCat("The service's database cannot be opened: ", std::string(database.status().message()), "."),
                 "Check --database, and that the server of it runs.");
    return;
  }
  const absl::Status ping = (*database)->Ping();
  const auto tenants = server::ListTenants(**database, installation.deadline());
  const auto tenant_database = installation.Tenants();
  if (!ping.ok() || !tenants.ok() || !tenant_database.ok()) {
    findings.Bad("The service's database does not take writes.", "Check its disk and its log.");
    return;
  }
  findings.Good("the service's database answers and its tables are up to date");
  if (tenants->empty()) {
    findings.Bad("There is no institution.", "Make one: driehoekctl institution create ID --name NAME.");
    return;
  }
  CheckMails(installation, **tenant_database, *tenants, findings);
}

void CheckDeployments(Installation& installation, Findings& findings) {
  const auto store = installation.Registrations();
  if (!store.ok()) {
    findings.Bad(absl::StrCat("The adapter's database cannot be opened: ", std::string(store.status().message()), "."),
                 "Check --lti-database.");
    return;
  }
  const auto deployments = (*store)->ListDeployments();
  if (!deployments.ok() || deployments->empty()) {
    findings.Bad("No LMS is connected.", "Print an address for its administrator: driehoekctl registration-link --institution ID.");
    return;
  }
  for (const lti::ListedDeployment& listed : *deployments) {
    if (listed.deployment.status == lti::DeploymentStatus::kPending) {
      findings.Bad(absl::StrCat("Deployment ", listed.deployment.id, " of ", listed.issuer, " waits for a yes."),
                   absl::StrCat("If it is yours: driehoekctl deployment approve ", listed.issuer, " ", listed.client_id, " ",
                                listed.deployment.id, "."));
    }
  }
  findings.Good(absl::StrCat(deployments->size(), " deployments are known"));
}

std::size_t Discard(char* /*data*/, std::size_t size, std::size_t count, void* /*user*/) { return size * count; }

void CheckAdapter(const Installation& installation, Findings& findings) {
  const std::unique_ptr<CURL, void (*)(CURL*)> curl(curl_easy_init(), curl_easy_cleanup);
  const std::string url = installation.lti_url() + "/readyz";
  curl_easy_setopt(curl.get(), CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_TIMEOUT_MS, 5000L);
  curl_easy_setopt(curl.get(), CURLOPT_WRITEFUNCTION, Discard);
  const CURLcode code = curl_easy_perform(curl.get());
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (code != CURLE_OK) {
    findings.Bad(absl::StrCat("The adapter does not answer at ", installation.lti_url(), "."),
                 "Start driehoek-lti, or give its public address with --lti-url.");
  } else if (status != 200) {
    findings.Bad("The adapter runs but is not ready.", "It cannot reach driehoekd or its database: start driehoekd and look at its log.");
  } else {
    findings.Good("the adapter answers and reaches the service");
  }
}

}  // namespace

absl::Status Doctor(const Words& words) {
  DRIEHOEK_ASSIGN_OR_RETURN(const Arguments arguments, Arguments::Parse(words, {}));
  DRIEHOEK_RETURN_IF_ERROR(arguments.NeedPositional(0, "doctor"));
  Installation installation(arguments);
  Findings findings;
  std::error_code error;
  CheckFolder(installation, findings);
  // Without the folder nothing else can be looked at, and looking would make it.
  if (fs::exists(installation.data(), error)) {
    CheckKeys(installation, findings);
    CheckService(installation, findings);
    CheckDeployments(installation, findings);
  }
  CheckAdapter(installation, findings);
  if (findings.count() == 0) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "INSTALLATION_AILING", absl::StrCat(findings.count(), " things to mend"));
}

}  // namespace driehoek::ctl
