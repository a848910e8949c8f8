window.YTD.direct_messages_group.par: "11",
            "reactions": [],
            "urls": [],
            "text": "allýÿ
            "mediaUrls": [],
            "senderId": "33",
            "id": "601",
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
        },
        {
          "joinConversation": {
            "initiatingUserId": "11",
            "participantsSnapshot": [
              "11",
              "22"
            ],
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
        },
        {
          "participantsJoin": {
            "initiatingUserId": "11",
            "userIds": [
              "33"
            ],
            "createdAt": "2024-03-22T14:38:05.123Z"
          }
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