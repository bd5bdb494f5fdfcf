#include "platform/http_client.h"

#include <curl/curl.h>
#include <sys/socket.h>

#include <cstring>
#include <mutex>

#include "absl/strings/ascii.h"
#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMaxBodyBytes = std::size_t{256} * 1024;
constexpr long kTotalMilliseconds = 5000;
constexpr std::size_t kMaxHeaders = 100;
constexpr absl::string_view kNeverConnected = "driehoek.nl/never-connected";

// What the callbacks of one transfer know.
struct Transfer {
  bool loopback_allowed = false;
  bool address_refused = false;
  IncomingResponse response;
};

// Called with the address that curl is about to connect to: the check and the connection are about
// the same one, so a name that changes its answer in between gains nothing.
curl_socket_t OpenSocket(void* user, curlsocktype, struct curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  const bool allowed = IsPublicAddress(address->addr) ||
                       (transfer.loopback_allowed && IsLoopbackAddress(address->addr));
  if (!allowed) {
    transfer.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t TakeBody(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const std::size_t bytes = size * count;
  if (transfer.response.body.size() + bytes > kMaxBodyBytes) return 0;
  transfer.response.body.append(data, bytes);
  return bytes;
}

std::size_t TakeHeader(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const absl::string_view line(data, size * count);
  const std::size_t colon = line.find(':');
  if (colon != absl::string_view::npos && transfer.response.headers.size() < kMaxHeaders) {
    transfer.response.headers.push_back(
        {absl::AsciiStrToLower(line.substr(0, colon)),
         std::string(absl::StripAsciiWhitespace(line.substr(colon + 1)))});
  }
  return size * count;
}

class CurlHandle {
 public:
  CurlHandle() : handle_(curl_easy_init()) {}
  ~CurlHandle() {
    curl_slist_free_all(headers_);
    curl_easy_cleanup(handle_);
  }
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;

  template <typename Value>
  void Set(CURLoption option, Value value) {
    curl_easy_setopt(handle_, option, value);
  }
  void AddHeader(const std::string& line) { headers_ = curl_slist_append(headers_, line.c_str()); }
  CURLcode Perform() {
    Set(CURLOPT_HTTPHEADER, headers_);
    return curl_easy_perform(handle_);
  }
  int Status() const {
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    return static_cast<int>(status);
  }
  // Whether the connection stood, with TLS where there is any.
  bool Connected() const {
    curl_off_t ready = 0;
    curl_easy_getinfo(handle_, CURLINFO_PRETRANSFER_TIME_T, &ready);
    return ready > 0;
  }

 private:
  CURL* handle_;
  curl_slist* headers_ = nullptr;
};

class CurlClient final : public HttpClient {
 public:
  explicit CurlClient(const AddressRules& rules) : rules_(rules) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  }

  absl::StatusOr<IncomingResponse> Send(const OutgoingRequest& request) override {
    DRIEHOEK_ASSIGN_OR_RETURN(const Uri uri, CheckAddress(request.url, rules_));
    Transfer transfer{.loopback_allowed = rules_.allow_loopback && IsLoopbackName(uri.host)};
    // A handle of its own for each call: a reused connection would go around the address check.
    CurlHandle curl;
    Bound(curl, transfer);
    curl.Set(CURLOPT_URL, request.url.c_str());
    curl.Set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    if (request.method != "GET") {
      curl.Set(CURLOPT_POSTFIELDS, request.body.data());
      curl.Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    }
    for (const Header& header : request.headers)
      curl.AddHeader(absl::StrCat(header.name, ": ", header.value));
    curl.AddHeader("Expect:");
    const CURLcode outcome = curl.Perform();
    if (transfer.address_refused) {
      return Error(absl::StatusCode::kInvalidArgument, "ADDRESS_NOT_ALLOWED",
                   "the name leads to a private address");
    }
    if (outcome != CURLE_OK) return Unreachable(curl, outcome);
    transfer.response.status = curl.Status();
    return std::move(transfer.response);
  }

 private:
  static absl::Status Unreachable(const CurlHandle& curl, CURLcode outcome) {
    absl::Status status =
        Error(absl::StatusCode::kDataLoss, "PLATFORM_UNREACHABLE", curl_easy_strerror(outcome),
              {{"curl", absl::StrCat(static_cast<int>(outcome))}});
    if (!curl.Connected()) status.SetPayload(kNeverConnected, absl::Cord());
    return status;
  }

  static void Bound(CurlHandle& curl, Transfer& transfer) {
    curl.Set(CURLOPT_NOSIGNAL, 1L);
    curl.Set(CURLOPT_PROTOCOLS_STR, "http,https");
    curl.Set(CURLOPT_FOLLOWLOCATION, 0L);
    curl.Set(CURLOPT_TIMEOUT_MS, kTotalMilliseconds);
    curl.Set(CURLOPT_PROXY, "");  // a proxy would connect in our place, unchecked
    curl.Set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    curl.Set(CURLOPT_USERAGENT, "driehoek-lti");
    curl.Set(CURLOPT_OPENSOCKETFUNCTION, OpenSocket);
    curl.Set(CURLOPT_OPENSOCKETDATA, &transfer);
    curl.Set(CURLOPT_WRITEFUNCTION, TakeBody);
    curl.Set(CURLOPT_WRITEDATA, &transfer);
    curl.Set(CURLOPT_HEADERFUNCTION, TakeHeader);
    curl.Set(CURLOPT_HEADERDATA, &transfer);
  }

  const AddressRules rules_;
};

}  // namespace

std::string IncomingResponse::HeaderValue(absl::string_view name) const {
  for (const Header& header : headers) {
    if (header.name == name) return header.value;
  }
  return "";
}

bool NeverConnected(const absl::Status& status) {
  return status.GetPayload(kNeverConnected).has_value() ||
         ReasonOf(status) == "ADDRESS_NOT_ALLOWED";
}

std::unique_ptr<HttpClient> NewHttpClient(const AddressRules& rules) {
  return std::make_unique<CurlClient>(rules);
}

}  // namespace driehoek::lti
