window.YTD.direct_messages.part0 = [
  {
    "dmConversation": {
      "conversationId": "11-22",
      "messages": [
        [],
        {
          "messageCreate": {
            "recipientId": [
              "22"
            ],
            "reactions": true,
            "urls": [],
            "text": "hi",
            "mediaUrls": [
              ").replace(/\\/$/, "
            ],
            "senderId": "11",
            "id": "501",
            "createdAt": [],
            "../../etc/passwd": "hi"
          }
        },
        {
          "welcomeMessageCreate": {
            "id": "500",
            "text": "w",
            "recipientId": "11",
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
        }
      ]
    }
  }
]