window.YTD.direct_messages.part0 = [
 {
  "dmConversation": {
   "conversationId": "11-22",
   "messages": [
    {
     "messageCreate": {
      "recipientId": "11",
      "reactions": [
       {
        "senderId": "11",
        "reactionKey": "like",
        "eventId": "9",
        "createdAt": "2024-03-22T14:39:05.123Z"
       }
      ],
      "text": "see https://t.co/a",
      "mediaUrls": [
       "https://ton.twitter.com/dm/503/1/a.jpg"
      ],
      "senderId": "22",
      "id": "503",
      "createdAt": "2024-03-22T14:38:05.123Z",
      "editHistory": [
       {
        "createdAtSec": "1711118285",
        "editedText": [
         "before"
        ]
       }
      ],
      "0000-00-00 00:00:00": [
       {
        "url": "https://t.co/a",
        "expanded": "https://example.org",
        "display": "example.org"
       }
      ]
     }
    },
    {
     "messageCreate": {
      "recipientId": "22",
      "reactions": [],
      "urls": [],
      "text": {
       "audio": "hi"
      },
      "mediaUrls": [
       "275761-01-01T00:00:00.000Z"
      ],
      "senderId": "11",
      "id": "501",
      "createdAt": "2024-03-22T14:38:05.123Z"
     }
    },
    {
     "welcomeMessageCreate": {
      "id": "500",
      "text": "w",
      "senderId": "22",
      "recipientId": "11",
      "createdAt": "2024-03-22T14:38:05.123Z"
     }
    }
   ]
  }
 }
]