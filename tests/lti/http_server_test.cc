// The HTTP server from outside, byte by byte: limits, ambiguous messages, slow clients, a full
// house, an orderly end.
#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "http/server.h"

namespace driehoek::lti::test {
namespace {

// A connection that sends exactly what it is told.
class RawClient {
 public:
  explicit RawClient(int port) : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{.sin_family = AF_INET, .sin_port = htons(static_cast<std::uint16_t>(port))};
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    timeval timeout{.tv_sec = 5};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
    EXPECT_EQ(connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }
  ~RawClient() { close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  bool Send(const std::string& bytes) {
    return send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
           static_cast<ssize_t>(bytes.size());
  }
  void GiveUp() { shutdown(socket_, SHUT_RDWR); }
  void EndSending() { shutdown(socket_, SHUT_WR); }
  // Everything until the server closes, or until `marker` was seen.
  std::string Read(const std::string& marker = "", std::atomic<std::size_t>* bytes = nullptr) {
    std::string all;
    char buffer[4096];
    while (marker.empty() || !absl::StrContains(all, marker)) {
      const ssize_t count = recv(socket_, buffer, sizeof buffer, 0);
      if (count <= 0) break;
      all.append(buffer, static_cast<std::size_t>(count));
      if (bytes != nullptr) *bytes += static_cast<std::size_t>(count);
    }
    return all;
  }

 private:
  int socket_;
};

class HttpServerTest : public testing::Test {
 protected:
  void Start(ServerOptions options) {
    options.listen = "127.0.0.1:0";
    options.workers = 4;
    auto server = Server::Start(
        options,
        [](const Request& request) {
          if (request.path == "/slow") std::this_thread::sleep_for(std::chrono::milliseconds(300));
          if (request.path == "/throw") throw std::runtime_error("x");
          Response response{.body = absl::StrCat(request.method, " ", request.path, "?",
                                                 request.query, " ", request.body.size(), " ",
                                                 request.client_address)};
          response.Set("X-Test", "1");
          return response;
        },
        [](const Request&, const Response&, absl::Duration) {},
        [](const Request& request, const Done& done) {
          if (request.path == "/large") done(Response{.body = std::string(4 << 20, 'x')});
          if (request.path == "/quick") done(Response{.body = "quick"});
          return request.path == "/large" || request.path == "/quick";
        });
    ASSERT_TRUE(server.ok());
    server_ = *std::move(server);
  }
  std::string Exchange(const std::string& bytes) {
    RawClient client(server_->port());
    client.Send(bytes);
    return client.Read();
  }

  std::unique_ptr<Server> server_;
};

constexpr const char* kClose = "Host: x\r\nConnection: close\r\n";

TEST_F(HttpServerTest, GivenRequest_WhenSent_ThenHandlerSeesItsParts) {
  Start({});

  const std::string answer = Exchange(absl::StrCat("GET /a/b?c=d HTTP/1.1\r\n", kClose, "\r\n"));

  EXPECT_TRUE(absl::StartsWith(answer, "HTTP/1.1 200"));
  EXPECT_TRUE(absl::EndsWith(answer, "GET /a/b?c=d 0 127.0.0.1"));
}

TEST_F(HttpServerTest, GivenHead_WhenSent_ThenLengthWithoutBody) {
  Start({});

  const std::string answer = Exchange(absl::StrCat("HEAD /a HTTP/1.1\r\n", kClose, "\r\n"));

  EXPECT_TRUE(absl::StrContains(answer, "Content-Length: 20"));
  EXPECT_TRUE(absl::EndsWith(answer, "\r\n\r\n"));
}

TEST_F(HttpServerTest, GivenKeptConnection_WhenTwoRequestsCome_ThenBothAreAnswered) {
  Start({});
  RawClient client(server_->port());

  client.Send("GET /one HTTP/1.1\r\nHost: x\r\n\r\nGET /two HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answers = client.Read("GET /two");

  EXPECT_TRUE(absl::StrContains(answers, "GET /one"));
  EXPECT_TRUE(absl::StrContains(answers, "GET /two"));
}

TEST_F(HttpServerTest, GivenMessagesWithTwoReadings_WhenSent_ThenRefused) {
  Start({});
  for (const std::string& headers :
       {std::string("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"),
        std::string("Content-Length: 3\r\nContent-Length: 4\r\n"),
        std::string("Content-Length: 3, 4\r\n"), std::string("Content-Length: +3\r\n"),
        std::string("Content-Length: -3\r\n"), std::string("Transfer-Encoding: gzip, chunked\r\n"),
        std::string("Transfer-Encoding: xchunked\r\n"),
        std::string("Transfer-Encoding : chunked\r\n"), std::string("Host: y\r\n")}) {
    const std::string answer = Exchange(absl::StrCat("POST / HTTP/1.1\r\nHost: x\r\n", headers,
                                                     "\r\n0\r\n\r\nGET /evil HTTP/1.1\r\n\r\n"));
    EXPECT_TRUE(absl::StartsWith(answer, "HTTP/1.1 400")) << headers << answer;
    EXPECT_FALSE(absl::StrContains(answer, "/evil")) << headers;
  }
  EXPECT_TRUE(absl::StartsWith(Exchange("GET / HTTP/1.1\r\n\r\n"), "HTTP/1.1 400"));
  EXPECT_TRUE(absl::StartsWith(Exchange("nonsense\r\n\r\n"), "HTTP/1.1 400"));
}

TEST_F(HttpServerTest, GivenBodyOverTheLimit_WhenAnnounced_Then413BeforeItComes) {
  Start({.max_body_bytes = 1000});

  EXPECT_TRUE(absl::StartsWith(
      Exchange("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n"), "HTTP/1.1 413"));
  EXPECT_TRUE(
      absl::EndsWith(Exchange(absl::StrCat("POST /p HTTP/1.1\r\n", kClose,
                                           "Content-Length: 1000\r\n\r\n", std::string(1000, 'x'))),
                     "POST /p? 1000 127.0.0.1"));
}

TEST_F(HttpServerTest, GivenChunksOverTheLimit_WhenSent_Then413) {
  Start({.max_body_bytes = 1000});

  EXPECT_TRUE(absl::StartsWith(
      Exchange(
          absl::StrCat("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n",
                       std::string(2000, 'x'), "\r\n0\r\n\r\n")),
      "HTTP/1.1 413"));
}

TEST_F(HttpServerTest, GivenHeaderOverTheLimit_WhenSent_Then431) {
  Start({});

  EXPECT_TRUE(absl::StartsWith(Exchange(absl::StrCat("GET / HTTP/1.1\r\nHost: x\r\nX-Long: ",
                                                     std::string(40000, 'x'), "\r\n\r\n")),
                               "HTTP/1.1 431"));
}

TEST_F(HttpServerTest, GivenExpectation_WhenSent_ThenClientIsToldToGoOn) {
  Start({});
  RawClient client(server_->port());

  client.Send(absl::StrCat("POST /p HTTP/1.1\r\n", kClose,
                           "Content-Length: 3\r\nExpect: 100-continue\r\n\r\n"));
  EXPECT_TRUE(absl::StartsWith(client.Read("\r\n\r\n"), "HTTP/1.1 100"));
  client.Send("abc");

  EXPECT_TRUE(absl::EndsWith(client.Read(), "POST /p? 3 127.0.0.1"));
}

TEST_F(HttpServerTest, GivenClientThatDripsItsRequest_WhenTimeIsUp_ThenItIsCutOff) {
  Start({.request_time = absl::Milliseconds(300)});
  RawClient client(server_->port());
  const auto begin = std::chrono::steady_clock::now();

  bool open = client.Send("GET / HTTP/1.1\r\n");
  for (int i = 0; open && i < 50; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    open = client.Send("X: y\r\n");
  }
  const std::string answer = client.Read();

  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(3));
  EXPECT_FALSE(absl::StrContains(answer, " 200 "));
}

TEST_F(HttpServerTest, GivenFullHouse_WhenAnotherComes_ThenTheLongestUnfinishedIsDropped) {
  Start({.max_connections = 3});
  RawClient first(server_->port());
  first.Send("GET /unfinished HTTP/1.1\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  RawClient second(server_->port());
  RawClient third(server_->port());
  std::this_thread::sleep_for(std::chrono::milliseconds(50));

  RawClient fourth(server_->port());
  fourth.Send(absl::StrCat("GET /new HTTP/1.1\r\n", kClose, "\r\n"));

  EXPECT_TRUE(absl::StrContains(fourth.Read(), "GET /new"));
  EXPECT_EQ(first.Read(), "");
  second.Send(absl::StrCat("GET /kept HTTP/1.1\r\n", kClose, "\r\n"));
  EXPECT_TRUE(absl::StrContains(second.Read(), "GET /kept"));
}

TEST_F(HttpServerTest, GivenAClientThatNeverStopsAsking_WhenAnotherAsks_ThenItIsAnswered) {
  Start({});
  std::string many;
  for (int i = 0; i < 1000; ++i) absl::StrAppend(&many, "GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  std::atomic<bool> ending = false;
  std::atomic<std::size_t> taken = 0;
  std::vector<std::thread> greedy;
  for (int i = 0; i < 3; ++i) {
    greedy.emplace_back([&] {
      RawClient client(server_->port());
      std::thread reader([&] { client.Read("", &taken); });
      while (!ending && client.Send(many)) continue;
      client.GiveUp();
      reader.join();
    });
  }

  const std::string one = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nquick";
  constexpr int kExchanges = 20;
  while (taken < one.size() * 1000) std::this_thread::yield();
  const std::size_t before = taken;
  for (int i = 0; i < kExchanges; ++i) {
    const std::string answer = Exchange(absl::StrCat("GET /quick HTTP/1.1\r\n", kClose, "\r\n"));
    EXPECT_TRUE(absl::EndsWith(answer, "quick"));
  }
  // In turns it is some ten; served to the end first, thousands. Counted, since time says little
  // here.
  EXPECT_LT((taken - before) / one.size() / kExchanges, 1000U);
  ending = true;
  for (std::thread& thread : greedy) thread.join();
}

TEST_F(HttpServerTest, GivenAClientThatEndsWithItsRequest_WhenAnswered_ThenTheConnectionEnds) {
  Start({.idle_time = absl::Seconds(60)});
  RawClient client(server_->port());

  client.Send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  client.EndSending();
  const auto began = std::chrono::steady_clock::now();

  EXPECT_TRUE(absl::StrContains(client.Read(), "GET /slow"));
  // Read() ends with the connection, or after five seconds without a byte.
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(5));
}

TEST_F(HttpServerTest, GivenAHouseFullOfAnswersNotTaken_WhenAnotherComes_ThenTheLongestIsDropped) {
  Start({.max_connections = 3});
  std::vector<std::unique_ptr<RawClient>> lazy;
  for (int i = 0; i < 3; ++i) {
    lazy.push_back(std::make_unique<RawClient>(server_->port()));
    lazy.back()->Send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));

  const std::string answer = Exchange(absl::StrCat("GET /quick HTTP/1.1\r\n", kClose, "\r\n"));

  EXPECT_TRUE(absl::EndsWith(answer, "quick"));
}

TEST_F(HttpServerTest, GivenRunningRequest_WhenStopped_ThenItIsAnsweredFirst) {
  Start({});
  RawClient idle(server_->port());
  RawClient busy(server_->port());
  busy.Send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(std::chrono::milliseconds(100));

  server_->Stop(absl::Seconds(5));

  EXPECT_TRUE(absl::StrContains(busy.Read(), "GET /slow"));
  EXPECT_EQ(idle.Read(), "");
}

TEST_F(HttpServerTest, GivenHandlerThatThrows_WhenCalled_Then500AndServerGoesOn) {
  Start({});

  EXPECT_TRUE(absl::StartsWith(Exchange(absl::StrCat("GET /throw HTTP/1.1\r\n", kClose, "\r\n")),
                               "HTTP/1.1 500"));
  EXPECT_TRUE(absl::StartsWith(Exchange(absl::StrCat("GET / HTTP/1.1\r\n", kClose, "\r\n")),
                               "HTTP/1.1 200"));
}

}  // namespace
}  // namespace driehoek::lti::test
