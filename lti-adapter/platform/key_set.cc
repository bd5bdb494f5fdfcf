#include "platform/key_set.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "json/json.h"
#include "shared/base/errors.h"
#include "shared/crypto/jwk.h"

namespace driehoek::lti {
namespace {

constexpr std::size_t kMaxKeys = 100;

absl::Status Unusable(absl::string_view text) {
  return Error(absl::StatusCode::kDataLoss, "PLATFORM_ANSWER_UNUSABLE", text);
}

absl::Duration CacheTime(const IncomingResponse& response) {
  for (absl::string_view part : absl::StrSplit(response.HeaderValue("cache-control"), ',')) {
    part = absl::StripAsciiWhitespace(part);
    std::int64_t seconds = 0;
    if (absl::ConsumePrefix(&part, "max-age=") && absl::SimpleAtoi(part, &seconds) &&
        seconds >= 0) {
      return std::clamp(absl::Seconds(seconds), kShortestKeyCache, kLongestKeyCache);
    }
  }
  return kShortestKeyCache;
}

bool IsForUs(const JsonObject& key) {
  const std::string use = key.StringOrEmpty("use");
  const std::string alg = key.StringOrEmpty("alg");
  return key.StringOrEmpty("kty") == "RSA" && (use == "sig" || !key.Has("use")) &&
         (alg == "RS256" || !key.Has("alg"));
}

absl::StatusOr<std::pair<KeysById, absl::Duration>> Download(HttpClient& client,
                                                             const std::string& jwks_uri) {
  DRIEHOEK_ASSIGN_OR_RETURN(
      const IncomingResponse response,
      client.Send({.url = jwks_uri, .headers = {{"Accept", "application/json"}}}));
  if (response.status != 200) return Unusable("the key set did not come with status 200");
  DRIEHOEK_ASSIGN_OR_RETURN(KeysById keys, ReadKeySet(response.body));
  return std::make_pair(std::move(keys), CacheTime(response));
}

}  // namespace

absl::StatusOr<KeysById> ReadKeySet(absl::string_view json) {
  const auto set = JsonObject::Parse(json);
  if (!set.ok() || !set->IsArray("keys")) return Unusable("not a JSON Web Key Set");
  DRIEHOEK_ASSIGN_OR_RETURN(const std::vector<JsonObject> entries, set->Objects("keys"));
  KeysById keys;
  for (const JsonObject& entry : entries) {
    if (keys.size() >= kMaxKeys) break;
    const std::string kid = entry.StringOrEmpty("kid");
    if (kid.empty() || !IsForUs(entry)) continue;
    auto key = crypto::FromJwk(entry.StringOrEmpty("n"), entry.StringOrEmpty("e"));
    if (key.ok()) keys.emplace(kid, *std::move(key));
  }
  return keys;
}

void KeySets::Fetch(const std::string& jwks_uri, std::unique_lock<std::mutex>& lock) {
  Entry& begun = entries_[jwks_uri];
  begun.fetching = true;
  begun.last_try = clock_.Now();
  lock.unlock();
  auto outcome = Download(client_, jwks_uri);
  lock.lock();
  Entry& entry = entries_[jwks_uri];
  entry.fetching = false;
  entry.last_error = outcome.status();
  if (outcome.ok()) {
    entry.keys = std::move(outcome->first);
    entry.fetched = true;
    entry.expires = clock_.Now() + outcome->second;
  }
  done_.notify_all();
}

std::optional<crypto::RsaPublicKey> KeySets::FindAtHand(const std::string& jwks_uri,
                                                        const std::string& kid) {
  const absl::Time now = clock_.Now();
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(jwks_uri);
  if (entry == entries_.end() || !entry->second.fetched || now >= entry->second.expires) {
    return std::nullopt;
  }
  const auto key = entry->second.keys.find(kid);
  if (key == entry->second.keys.end()) return std::nullopt;
  return key->second;
}

absl::StatusOr<crypto::RsaPublicKey> KeySets::Find(const std::string& jwks_uri,
                                                   const std::string& kid) {
  std::unique_lock lock(mutex_);
  Entry& entry = entries_[jwks_uri];  // map nodes stay where they are
  const absl::Time now = clock_.Now();
  const bool known = entry.keys.contains(kid);
  const bool stale = !entry.fetched || now >= entry.expires;
  const bool may_try = now - entry.last_try >= kForcedFetchPause;
  if (entry.fetching) {
    // With a key at hand nobody waits for another's fetch.
    if (!known) done_.wait(lock, [&] { return !entry.fetching; });
  } else if ((stale || !known) && may_try) {
    Fetch(jwks_uri, lock);
  }
  if (const auto found = entry.keys.find(kid); found != entry.keys.end()) return found->second;
  if (!entry.fetched && !entry.last_error.ok()) return entry.last_error;
  return Error(absl::StatusCode::kUnauthenticated, "KEY_UNKNOWN", "the platform has no such key");
}

}  // namespace driehoek::lti
