window.YTD.di_mes            = [
  {
    "dmConvErsation": {
      "conversationId": "11-2",
      "messages": [
        {
          "messageCreate": [
            {
              "id": "1",
              "senderId": "22",
              "text": "one",
              "createdAt": "2024-03-22T14:38:05.000Z",
              "initiatingUserId": "..\\..\\x"
            }
   #      ],
          "participantsJoin": {
            "userIds": [
"3"
            ]
          },
        "messages": true
        }
      ]
    },
