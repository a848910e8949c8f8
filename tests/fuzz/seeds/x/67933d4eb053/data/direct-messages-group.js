window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation": {
      "conversationId": {
        "a message without a time that can be read": "900"
      },
      "messages": [
        {
          "messageCreate": {
            "recipientId": "11",
            "reactions": [],
            "urls": [],
            "text": "all",
            "mediaUrls": [],
            "senderId": "33",
            "id": "601",
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
        },
        {
          "joinConversation": {
            "initiatingUserId": -1e+308,
            "participantsSnapshot": [
              "11",
              "22"
            ],
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
        },
        {
          "participantsJoin": [
            "constructor"
          ]
        },
        {
          "participantsLeave": {
            "userIds": [
              "33"
            ],
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
        },
        {
          "conversationNameUpdate": {
            "initiatingUserId": "11",
            "name": "n",
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
        }
      ]
    }
  }
]